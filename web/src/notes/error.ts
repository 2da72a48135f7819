/** A file of notes that cannot be read; the message says where it is wrong. */
export class NotesError extends Error {}
