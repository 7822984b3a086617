import { call } from './call'
import type {
  Book,
  BookId,
  Change,
  CopyForm,
  CopyId,
  Doubts,
  LoanForm,
  LoanId,
  LoanRow,
  Revision,
  WishForm,
  WishList,
} from './model'

export const saveCopy = (id: BookId, base: Revision, copy: CopyId | null, form: CopyForm, doubts: Doubts) =>
  call<Change<Book>>('copy_save', { id, base, copy, form, doubts })
export const removeCopy = (id: BookId, base: Revision, copy: CopyId) =>
  call<Change<Book>>('copy_delete', { id, base, copy })

/** Writes a loan. Without `copy` it is a copy that is not lent; a book without one gets one. */
export const saveLoan = (
  id: BookId,
  base: Revision,
  copy: CopyId | null,
  loan: LoanId | null,
  form: LoanForm,
  doubts: Doubts,
) => call<Change<Book>>('loan_save', { id, base, copy, loan, form, doubts })
export const removeLoan = (id: BookId, base: Revision, copy: CopyId, loan: LoanId) =>
  call<Change<Book>>('loan_delete', { id, base, copy, loan })
export const loans = () => call<LoanRow[]>('loans_list')

export const saveWish = (id: BookId, base: Revision, form: WishForm) =>
  call<Change<Book>>('wish_save', { id, base, form })
export const removeWish = (id: BookId, base: Revision) => call<Change<Book>>('wish_delete', { id, base })
/** Turns a wish into a copy. */
export const buyWish = (id: BookId, base: Revision, form: CopyForm, doubts: Doubts) =>
  call<Change<Book>>('wish_buy', { id, base, form, doubts })
export const wishes = () => call<WishList>('wishes_list')
