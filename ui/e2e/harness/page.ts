import { By, error, Key, type WebDriver, type WebElement } from 'selenium-webdriver'
import { eventually, PATIENCE } from './wait'

/** The screens as `<html data-screen>` names them. */
export type Screen =
  | 'problem'
  | 'welcome'
  | 'logIn'
  | 'locked'
  | 'recover'
  | 'restore'
  | 'library'
  | 'loans'
  | 'wishes'
  | 'people'
  | 'series'
  | 'publishers'
  | 'tags'
  | 'name'
  | 'duplicates'
  | 'trash'
  | 'history'
  | 'accounts'

/** What can be seen and done in the window. Everything waits for its condition; nothing waits for time to pass. */
export class Page {
  constructor(private readonly driver: WebDriver) {}

  /** Waits for a screen. */
  async screen(name: Screen, patience = PATIENCE): Promise<void> {
    await this.see(`html[data-screen="${name}"]`, patience)
  }

  /** The element, once it is there and visible. */
  async see(selector: string, patience = PATIENCE): Promise<WebElement> {
    return this.retry(`${selector} is seen`, () => this.visible(By.css(selector)), patience)
  }

  /** Waits until nothing visible matches. */
  async gone(selector: string): Promise<void> {
    await this.retry(`${selector} is gone`, async () => (await this.visible(By.css(selector))) === undefined)
  }

  /** Whether something visible matches right now. */
  async shows(selector: string): Promise<boolean> {
    return (await this.retry('the page answers', async () => [await this.visible(By.css(selector))]))[0] !== undefined
  }

  async click(selector: string): Promise<void> {
    await this.press(`${selector} can be clicked`, By.css(selector))
  }

  /** Clicks the button, menu item or link of that name. */
  async clickNamed(name: string): Promise<void> {
    const quoted = JSON.stringify(name)
    const named = `[normalize-space()=${quoted} or @aria-label=${quoted}]`
    const xpath = ['button', 'a', '*[@role="menuitem"]', '*[@role="button"]']
      .map((tag) => `//${tag}${named}`)
      .join(' | ')
    await this.press(`“${name}” can be clicked`, By.xpath(xpath))
  }

  /** Goes to the button of that name, which keeps out of sight until the focus or the pointer is near, and presses Enter. */
  async pressNamed(name: string): Promise<void> {
    await this.retry(`“${name}” can be pressed`, () =>
      this.driver.executeScript<boolean>(
        `const button = [...document.querySelectorAll('button')].find((one) => one.getAttribute('aria-label') === arguments[0])
         button?.focus()
         return button !== undefined && document.activeElement === button`,
        name,
      ),
    )
    await this.keys(Key.ENTER)
  }

  /** Clicks what `selector` matches and holds `text`. */
  async clickHolding(selector: string, text: string): Promise<void> {
    await this.retry(`${selector} with “${text}” can be clicked`, async () => {
      const found = await this.driver.executeScript<WebElement | null>(
        'return [...document.querySelectorAll(arguments[0])].find((one) => one.textContent.includes(arguments[1])) ?? null',
        selector,
        text,
      )
      await found?.click()
      return found !== null
    })
  }

  /** Puts `text` in the place of what the field holds. */
  async fill(selector: string, text: string): Promise<void> {
    await this.retry(`${selector} holds what is typed`, async () => {
      const field = await this.visible(By.css(selector))
      if (!field) return false
      try {
        // No click: keys that are sent to an element focus it, and a click that arrives late would take the focus from the next one.
        await field.sendKeys(Key.chord(Key.CONTROL, 'a'), Key.BACK_SPACE)
        if (text !== '') await field.sendKeys(text)
      } catch (problem) {
        // Typing starts from an empty field, so doing it again is safe.
        if (isNameless(problem)) return false
        throw problem
      }
      return this.settles(field, text)
    })
  }

  /** Gives a field its text at once, as pasting does: for texts that nobody types. */
  async paste(selector: string, text: string): Promise<void> {
    const field = await this.see(selector)
    await this.driver.executeScript(
      `const [field, text] = arguments;
       field.focus();
       field.value = text;
       field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));`,
      field,
      text,
    )
  }

  /** Chooses the option of that value, as the keyboard does: the menu that a pointer opens belongs to GTK, not to the page. */
  async select(selector: string, value: string): Promise<void> {
    const field = await this.see(selector)
    await this.driver.executeScript(
      `const [field, value] = arguments;
       field.focus();
       field.value = value;
       field.dispatchEvent(new Event('input', { bubbles: true }));
       field.dispatchEvent(new Event('change', { bubbles: true }));`,
      field,
      value,
    )
    await this.retry(`${selector} is ${value}`, async () => (await this.value(selector)) === value)
  }

  /** Presses keys where the focus is. */
  async keys(...keys: string[]): Promise<void> {
    await this.driver
      .actions()
      .sendKeys(...keys)
      .perform()
  }

  /** Holds `Control` while pressing `key`. */
  async control(key: string): Promise<void> {
    await this.driver.actions().keyDown(Key.CONTROL).sendKeys(key).keyUp(Key.CONTROL).perform()
  }

  /** Holds one key while pressing others, one after the other. */
  async chord(held: string, ...keys: string[]): Promise<void> {
    await this.driver
      .actions()
      .keyDown(held)
      .sendKeys(...keys)
      .keyUp(held)
      .perform()
  }

  async value(selector: string): Promise<string> {
    return this.valueOf(await this.see(selector))
  }

  /** The text of what is seen; WebDriver's own notion of it leaves out lines that end in an ellipsis. */
  async text(selector: string): Promise<string> {
    const element = await this.see(selector)
    return this.driver.executeScript<string>(`return arguments[0].textContent.trim().replace(/\\s+/g, ' ')`, element)
  }

  /** The texts of all that match, visible or not. */
  async texts(selector: string): Promise<string[]> {
    return this.driver.executeScript<string[]>(
      `return [...document.querySelectorAll(arguments[0])].map((element) => element.textContent.trim().replace(/\\s+/g, ' '))`,
      selector,
    )
  }

  async attribute(selector: string, name: string): Promise<string | null> {
    return (await this.see(selector)).getAttribute(name)
  }

  /** Waits until `selector` has a text with `part` in it. */
  async says(selector: string, part: string | RegExp, patience = PATIENCE): Promise<void> {
    let last = ''
    const says = async () => {
      last = (await this.texts(selector)).join('\n')
      return typeof part === 'string' ? last.includes(part) : part.test(last)
    }
    await eventually(`${selector} says ${String(part)}`, says, patience).catch((cause: unknown) => {
      throw new Error(`${(cause as Error).message}; it says “${last}”`)
    })
  }

  /** Waits until what the page holds now is on the screen, in its own letters. */
  async painted(): Promise<void> {
    await this.driver.executeAsyncScript(
      `const done = arguments[arguments.length - 1];
       document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(() => done())))`,
    )
  }

  /** Asks the page itself. */
  async ask<T>(script: string, ...words: unknown[]): Promise<T> {
    return this.driver.executeScript<T>(script, ...words)
  }

  private async press(what: string, by: By): Promise<void> {
    await this.retry(what, async () => {
      const element = await this.visible(by)
      if (!element || !(await element.isEnabled())) return false
      await element.click().catch(async (problem: unknown) => {
        // WebKit's driver takes what is seen in part for seen, and then finds nothing where it presses.
        if (problem instanceof error.ElementNotInteractableError) {
          await this.driver.executeScript('arguments[0].scrollIntoView({ block: "nearest" })', element)
        }
        throw problem
      })
      return true
    })
  }

  private async valueOf(field: WebElement): Promise<string> {
    return this.driver.executeScript<string>('return arguments[0].value', field)
  }

  /**
   * Whether the field, focused, comes to hold `text`. On a busy computer keys arrive after the call that sent them: the next try
   * must not begin before the last of them has come.
   */
  private async settles(field: WebElement, text: string): Promise<boolean> {
    const holds = () =>
      this.driver.executeScript<boolean>(
        'return arguments[0].value === arguments[1] && document.activeElement === arguments[0]',
        field,
        text,
      )
    if (await eventually('the field holds the text', holds, 3_000).catch(() => false)) return true
    for (let before = ''; ;) {
      await this.painted()
      const now = await this.valueOf(field)
      if (now === before) return false
      before = now
    }
  }

  private async visible(by: By): Promise<WebElement | undefined> {
    for (const element of await this.driver.findElements(by)) {
      if (await element.isDisplayed()) return element
    }
    return undefined
  }

  /** Tries again when the page changed under the hand: an element was replaced, or something still lies above it. */
  private retry<T>(what: string, attempt: () => Promise<T>, patience = PATIENCE): Promise<NonNullable<T>> {
    return eventually(
      what,
      async () => {
        try {
          return await attempt()
        } catch (problem) {
          if (
            problem instanceof error.StaleElementReferenceError ||
            problem instanceof error.ElementNotInteractableError ||
            problem instanceof error.ElementClickInterceptedError ||
            problem instanceof error.NoSuchElementError
          ) {
            return undefined
          }
          throw problem
        }
      },
      patience,
    )
  }
}

/** WebKit's driver now and then gives up on keys halfway on a busy computer, with an error that says nothing. */
function isNameless(problem: unknown): boolean {
  return problem instanceof error.WebDriverError && problem.constructor === error.WebDriverError && problem.message === ''
}
