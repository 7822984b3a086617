import * as api from '../../api/customFields'
import { failedWith } from '../../api/failure'
import type { Change, CustomField, CustomFieldForm, FieldId } from '../../api/model'

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

  async save(id: FieldId | null, form: CustomFieldForm, was: CustomFieldForm | null): Promise<Change<FieldId>> {
    return this.#after(await api.save(id, form, was))
  }

  async remove(id: FieldId): Promise<Change<null>> {
    return this.#after(await api.remove(id))
  }

  /** Puts a field before another, at the end without one: shown at once, as it was when it is refused. */
  async move(id: FieldId, before: FieldId | null): Promise<void> {
    const moved = this.list.find((field) => field.id === id)
    if (!moved || id === before) return
    const rest = this.list.filter((field) => field !== moved)
    const at = before === null ? rest.length : rest.findIndex((field) => field.id === before)
    this.list = rest.toSpliced(at, 0, moved)
    await api.move(id, before).finally(() => this.refresh())
  }

  forget() {
    this.list = []
  }

  #after<T>(change: Change<T>): Change<T> {
    void this.refresh()
    return change
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
