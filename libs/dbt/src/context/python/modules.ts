import { callable, toRepr } from '@weft/jinja';
import { ITERTOOLS } from './itertools-module.js';
import { dateClass } from './py-date.js';
import { dateTimeClass } from './py-date-time.js';
import { TIME } from './py-time.js';
import { TIMEDELTA } from './py-time-delta.js';
import { integerOf, PyModule, textOf, ToldModule, typeError } from './py-value.js';
import { FixedZone, PlaceZone, UTC } from './py-zone.js';
import { RE } from './re-module.js';

const places = new Map<string, PlaceZone>();

function place(name: string): PlaceZone {
  const known = places.get(name) ?? PlaceZone.find(name);
  if (!known) throw typeError(toRepr(name));
  places.set(name, known);
  return known;
}

const PYTZ = new PyModule('pytz', {
  timezone: callable('timezone', ([name]) => (textOf(name).toUpperCase() === 'UTC' ? UTC : place(textOf(name)))),
  utc: UTC,
  UTC,
  FixedOffset: callable('FixedOffset', ([minutes]) => new FixedZone(integerOf(minutes) * 60)),
  get all_timezones() {
    return Intl.supportedValuesOf('timeZone');
  },
  get common_timezones() {
    return Intl.supportedValuesOf('timeZone');
  },
});

/** `modules` of a template: dbt's choice of Python's modules; it advises against itertools. */
export function pythonModules(now: () => Date, onItertools: () => void): ReadonlyMap<string, PyModule> {
  const datetime = new PyModule('datetime', {
    date: dateClass(now),
    datetime: dateTimeClass(now),
    time: TIME,
    timedelta: TIMEDELTA,
    tzinfo: callable('tzinfo', () => {
      throw typeError('tzinfo is abstract: use modules.pytz');
    }),
  });
  return new Map([
    ['pytz', PYTZ],
    ['datetime', datetime],
    ['re', RE],
    ['itertools', new ToldModule(ITERTOOLS, onItertools)],
  ]);
}
