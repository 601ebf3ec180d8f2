import { describe, expect, it } from 'vitest';
import { isoInstant, isoTimestamp } from './timestamp.util.js';

describe('timestamps', () => {
  it('without a zone only get the T of ISO 8601', () => {
    expect(isoTimestamp('2020-01-02 03:04:05.123456')).toBe('2020-01-02T03:04:05.123456');
    expect(isoTimestamp('-0001-01-02 03:04:05.000')).toBe('-0001-01-02T03:04:05.000');
  });

  it.each([
    ['2020-01-02 03:04:05.000 UTC', '2020-01-02T03:04:05.000Z'],
    ['2020-01-02 03:04:05 UTC', '2020-01-02T03:04:05Z'],
    ['2020-01-02 08:34:05.123456 Asia/Kolkata', '2020-01-02T03:04:05.123456Z'],
    ['2020-01-02 08:34:05.5 +05:30', '2020-01-02T03:04:05.5Z'],
    ['2020-01-01 23:04:05 -04:00', '2020-01-02T03:04:05Z'],
    ['2020-07-01 12:00:00.000 Europe/Berlin', '2020-07-01T10:00:00.000Z'],
    ['2020-01-01 12:00:00.000 Europe/Berlin', '2020-01-01T11:00:00.000Z'],
    ['+12020-01-01 12:00:00.000 +01:00', '+012020-01-01T11:00:00.000Z'],
  ])('with a zone become the instant in UTC: %s', (text, instant) => {
    expect(isoInstant(text)).toBe(instant);
  });

  it('takes the first of an hour that the zone has twice', () => {
    expect(isoInstant('2020-10-25 02:30:00.000 Europe/Berlin')).toBe('2020-10-25T00:30:00.000Z');
    expect(isoInstant('2020-11-01 01:30:00.000 America/New_York')).toBe('2020-11-01T05:30:00.000Z');
  });
});
