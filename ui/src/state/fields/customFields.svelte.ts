import * as api from '../../api/customFields'
import { failedWith } from '../../api/failure'
import type { CustomField } from '../../api/model'

/** The fields of the reader's own, in the reader's order. */
class CustomFields {
  list = $state.raw<CustomField[]>([])
  #again = false
  #reading: Promise<void> | undefined

  /** Reads them anew; asked for while that goes on, once more after it. */
  refresh(): Promise<void> {
    this.#again = true
    this.#reading ??= this.#run().finally(() => (this.#reading = undefined))
    return this.#reading
  }

  forget() {
    this.list = []
  }

  async #run() {
    while (this.#again) {
      this.#again = false
      try {
        this.list = await api.list()
      } catch (thrown) {
        // What is known stays; the next change asks again.
        if (failedWith(thrown, 'signedOut')) return
      }
    }
  }
}

export const customFields = new CustomFields()
