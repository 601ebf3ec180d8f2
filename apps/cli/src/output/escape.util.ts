// Colour codes (CSI ... m) are the command's own; every other control character comes from data.
const COLOR_CODE = /(\u001b\[[0-9;]*m)/;
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** Shows control characters as `\u001b`, so that text from elsewhere cannot steer the terminal; tab and newline stay. */
export function escapeControls(text: string): string {
  return text
    .split(COLOR_CODE)
    .map((part, index) => (index % 2 === 1 ? part : showControls(part)))
    .join('');
}

/** The same, for text that is not ours at all: its colour codes are shown too. */
export function showControls(text: string): string {
  return text.replace(CONTROLS, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
