import { beforeEach, describe, expect, it } from 'vitest'
import { Watch } from './watch'

const minute = 60_000
let time = 0
let watch: Watch

beforeEach(() => {
  time = 1_000_000
  watch = new Watch({ now: () => time, idle: 10 * minute })
  watch.begin(45 * 60)
})

describe('a session', () => {
  it('is left alone while its token is young', () => {
    time += 5 * minute
    watch.active()
    time += 9 * minute
    expect(watch.due()).toBe('nothing')
  })

  it('is renewed when somebody works and a third of its life is over', () => {
    time += 15 * minute
    watch.active()
    expect(watch.due()).toBe('renew')
    watch.issued(45 * 60)
    expect(watch.due()).toBe('nothing')
  })

  it('is not renewed for somebody who left', () => {
    time += 9 * minute
    expect(watch.due()).toBe('nothing')
    time += minute
    expect(watch.due()).toBe('lock')
  })

  it('is locked after as long as is wished, from now on', () => {
    watch.idle = 2 * minute
    time += 2 * minute - 1
    expect(watch.due()).toBe('nothing')
    time += 1
    expect(watch.due()).toBe('lock')
    watch.idle = 30 * minute
    expect(watch.due()).toBe('nothing')
  })

  it('is over when its token is, whatever happened meanwhile', () => {
    time += 45 * minute
    watch.active()
    expect(watch.due()).toBe('expired')
  })

  it('stays while long work holds it', () => {
    const release = watch.hold()
    time += 20 * minute
    expect(watch.due()).toBe('renew')
    release()
    time += 9 * minute
    expect(watch.due()).toBe('renew')
    time += minute
    expect(watch.due()).toBe('lock')
  })

  it('is held by new work also when older work ends after a new session began', () => {
    const older = watch.hold()
    watch.begin(45 * 60)
    older()
    watch.hold()
    time += 20 * minute
    expect(watch.due()).toBe('renew')
  })

  it('gains nothing from a clock that is set back', () => {
    time += 9 * minute
    watch.due()
    time -= 60 * minute
    watch.due()
    time += minute
    expect(watch.due()).toBe('lock')
  })
})
