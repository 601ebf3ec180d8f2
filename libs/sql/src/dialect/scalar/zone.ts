const NAME = /^(?:UTC|[A-Z][A-Za-z]+(?:\/[A-Z][A-Za-z_]+){1,2})$/;

/** A zone that both engines know by this name; null for any other text. */
export function zoneOf(text: string | null | undefined): string | null {
  if (!text || !NAME.test(text)) return null;
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return text;
  } catch {
    return null;
  }
}
