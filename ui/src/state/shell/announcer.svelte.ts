/** What a screen reader should hear without the focus moving: results, progress, what was undone. */
class Announcer {
  text = $state('')

  say(text: string) {
    // The same sentence twice is only heard twice when it differs: a no-break space cannot be heard.
    this.text = this.text === text ? `${text}\u00a0` : text
  }
}

export const announcer = new Announcer()
