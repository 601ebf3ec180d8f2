/** Digits behind the point that a number needs, as Python's Decimal says. */
export function placesOf(text: string): number {
  const [, fraction = '', exponent = '0'] = /^-?\d*(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const kept = fraction.replace(/0+$/, '').length;
  return Math.max(0, kept - Number(exponent));
}

/** `1234.5` with two places -> `1,234.50`; a half is rounded to the even digit. */
export function formatNumber(text: string, places: number, ellipsis: string): string {
  const number = Number(text);
  if (!Number.isFinite(number)) return text;
  const rounded = roundText(plain(text), places);
  const [whole = '0', fraction = ''] = rounded.replace('-', '').split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const isNegative = rounded.startsWith('-') && /[1-9]/.test(rounded);
  return `${isNegative ? '-' : ''}${grouped}${places > 0 ? `.${fraction}` : ''}${ellipsis}`;
}

/** Without an exponent. */
function plain(text: string): string {
  const [, sign = '', whole = '0', fraction = '', exponent = '0'] = /^(-?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return `${sign}${digits.slice(0, point).padEnd(point, '0')}.${digits.slice(point)}`;
}

function roundText(text: string, places: number): string {
  const sign = text.startsWith('-') ? '-' : '';
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
  const padded = fraction.padEnd(places, '0');
  const rest = padded.slice(places);
  const scaled = BigInt(`${whole || '0'}${padded.slice(0, places)}`);
  const isHalf = /^50*$/.test(rest);
  const isUp = isHalf ? scaled % 2n === 1n : Number(rest[0] ?? '0') >= 5;
  const digits = String(isUp ? scaled + 1n : scaled).padStart(places + 1, '0');
  const point = digits.length - places;
  return `${sign}${digits.slice(0, point)}${places > 0 ? `.${digits.slice(point)}` : ''}`;
}
