import BookMarked from '@lucide/svelte/icons/bookmark'
import BookOpen from '@lucide/svelte/icons/book-open'
import CircleCheck from '@lucide/svelte/icons/circle-check'
import CirclePause from '@lucide/svelte/icons/circle-pause'
import CircleX from '@lucide/svelte/icons/circle-x'
import type { Status } from '../../api/model'

export const STATUS_ICONS: Record<Status, typeof BookOpen> = {
  wantToRead: BookMarked,
  reading: BookOpen,
  paused: CirclePause,
  read: CircleCheck,
  didNotFinish: CircleX,
}
