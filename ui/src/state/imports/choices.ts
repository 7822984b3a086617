import type { ConflictChoice, ImportChoices, ImportCounts, ImportPart, Resolution, Status } from '../../api/model'

/** How many rows change anything. */
export const changing = (counts: ImportCounts) => counts.added + counts.updated + counts.conflicts

/** What was decided about a part of a row: by itself, or for all. */
export function resolutionOf(choices: ImportChoices, row: number, part: ImportPart): Resolution {
  const own = choices.conflicts.find((choice) => choice.row === row && choice.part === part)
  return own?.resolution ?? choices.otherwise
}

/** The same choices with one more. */
export function decided(choices: ImportChoices, choice: ConflictChoice): ImportChoices {
  const others = choices.conflicts.filter((other) => other.row !== choice.row || other.part !== choice.part)
  return { ...choices, conflicts: [...others, choice] }
}

/** One choice for all: what was decided one by one before is decided anew. */
export const decidedForAll = (choices: ImportChoices, otherwise: Resolution): ImportChoices => ({
  ...choices,
  otherwise,
  conflicts: [],
})

/** The same choices with the status that a shelf stands for. */
export function answered(choices: ImportChoices, shelf: string, status: Status | null): ImportChoices {
  const others = choices.statuses.filter((other) => other.shelf !== shelf)
  return { ...choices, statuses: [...others, { shelf, status }] }
}
