import Building2 from '@lucide/svelte/icons/building-2'
import Layers from '@lucide/svelte/icons/layers'
import Tag from '@lucide/svelte/icons/tag'
import UserRound from '@lucide/svelte/icons/user-round'

/** What stands for each kind of name. */
export const ICONS = { person: UserRound, series: Layers, publisher: Building2, tag: Tag }
