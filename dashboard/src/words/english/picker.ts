export const PICKER_WORDS = {
  placeholder: 'Name of an agency',
  nothing: 'There is no such agency.',
  clear: 'any',
};
