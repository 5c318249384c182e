/** Letters and digits alone: blanks, signs and what stands for pictures differ from one form of a file to the other. */
export const letters = (line: string): string => line.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
