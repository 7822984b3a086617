import * as accounts from '../../api/accounts'
import type { ThemeChoice } from '../../api/model'

/** Light, dark, or as the system has it: kept by the backend, for a webview in private mode keeps nothing. */
class Theme {
  choice = $state<ThemeChoice>('system')

  /** Shows a choice that is kept already. */
  show(choice: ThemeChoice) {
    this.choice = choice
    if (choice === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = choice
  }

  async choose(choice: ThemeChoice) {
    this.show(choice)
    await accounts.setTheme(choice)
  }
}

export const theme = new Theme()
