/** What a text cannot say of itself. */
export interface Words {
  /** On what hides a spoiler, and on what hides it again. */
  spoiler: string
  hideSpoiler: string
  /** After a link or a picture. */
  address: (address: string) => string
  /** In place of a picture without a name. */
  picture: string
}
