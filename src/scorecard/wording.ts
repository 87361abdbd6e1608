/** Whether a text says something in a language; numbers and signs such as % are the same in all. */
export const isWording = (text: string): boolean => /\p{L}/u.test(text);
