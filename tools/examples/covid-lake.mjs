import { NATIONS } from './nations.mjs';
import { addDays, toTimestamp } from './random.mjs';

const FIRST_DAY = Date.parse('2021-03-01T04:00:00Z');
const DAY = 86_400_000;
const VACCINES = ['Astra', 'Biont', 'Astra, Biont', 'Sino'];

/**
 * Case counts by area, vaccinations by day, people by area. The counts come in the order in which they arrived: some rows are older than
 * what is already there, some areas have no code, and some days were never reported.
 * @param {{ random: import('./random.mjs').Random, scale: number }} options
 * @returns {Record<string, import('./csv.mjs').Row[]>}
 */
export function covidLake({ random, scale }) {
  const areas = NATIONS.flatMap((nation) => Array.from({ length: 2 * scale }, (_, index) => makeArea(nation, index, random)));
  return {
    'enigma_jhu.csv': countCases(areas, random),
    'owid_vaccinations.csv': NATIONS.flatMap((nation) => countVaccinations(nation, 5 * scale, random)),
    'databank_demographics.csv': areas.filter(({ iso }) => iso !== 'MZ').map((area) => describePeople(area, random)),
  };
}

/** @typedef {ReturnType<typeof makeArea>} Area */

/** @param {typeof NATIONS[number]} nation @param {number} index @param {import('./random.mjs').Random} random */
function makeArea([country, iso, caseName, millions], index, random) {
  const state = `${country} ${index % 2 === 0 ? 'North' : 'South'}`;
  const [latitude, longitude] = [random.whole(-5000, 6000) / 100, random.whole(-12000, 14000) / 100];
  const people = Math.round((millions * 1_000_000) / 2) + random.whole(0, 50_000);
  return {
    country,
    iso,
    caseName,
    state,
    county: `District ${index + 1}`,
    fips: `${iso}${String(index + 1).padStart(3, '0')}`,
    latitude,
    longitude,
    people,
  };
}

/** @param {Area[]} areas @param {import('./random.mjs').Random} random */
function countCases(areas, random) {
  const rows = areas.flatMap((area) => {
    const growth = random.whole(50, 900);
    return [0, 1, 2].map((day) => ({
      area,
      at: FIRST_DAY + day * DAY + random.whole(0, 3600) * 1000,
      confirmed: growth * (day + 1),
    }));
  });
  for (let index = 0; index < rows.length; index += 9) rows.push(.../** @type {typeof rows} */ (rows.splice(index, 1)));
  const known = rows.map(({ area, at, confirmed }) => toCase(area, area.fips, at, random.chance(0.03) ? null : confirmed));
  const unknown = areas.slice(0, 4).map((area) => toCase(area, null, FIRST_DAY, 7));
  return [...known, ...unknown];
}

/** @param {Area} area @param {string | null} fips @param {number} at @param {number | null} confirmed */
function toCase({ county, state, caseName, latitude, longitude }, fips, at, confirmed) {
  return {
    fips,
    admin2: county,
    province_state: state,
    country_region: caseName,
    last_update: toTimestamp(at),
    latitude,
    longitude,
    confirmed,
    combined_key: `${county}, ${state}, ${caseName}`,
  };
}

/** @param {typeof NATIONS[number]} nation @param {number} days @param {import('./random.mjs').Random} random */
function countVaccinations([country_region, iso, , millions], days, random) {
  let people = random.whole(1, 20) * 1000 * Math.ceil(millions / 10);
  const last = addDays('2021-03-01', days - 1);
  return Array.from({ length: days }, (_, day) => {
    const daily = random.whole(500, 9000);
    people += daily;
    const total = Math.round(people * 1.4);
    const isMissing = random.chance(0.08);
    return {
      date: addDays('2021-03-01', day),
      country_region,
      iso3166_1: iso,
      total_vaccinations: isMissing ? null : total,
      people_vaccinated: isMissing ? null : people,
      people_fully_vaccinated: isMissing ? null : total - people,
      daily_vaccinations_raw: day === 0 ? null : daily,
      daily_vaccinations: daily,
      total_vaccinations_per_hundred: (total / (millions * 10_000)).toFixed(2),
      people_vaccinated_per_hundred: (people / (millions * 10_000)).toFixed(2),
      daily_vaccinations_per_million: Math.round(daily / millions),
      vaccines: random.pick(VACCINES),
      last_observation_date: last,
      source_name: 'Ministry of Health',
      source_website: `https://health.example/${iso.toLowerCase()}`,
      last_update_date: addDays(last, 1),
      last_reported_flag: day === days - 1 ? 'true' : 'false',
    };
  });
}

/** @param {Area} area @param {import('./random.mjs').Random} random */
function describePeople({ iso, fips, latitude, longitude, state, county, people, country }, random) {
  const male = Math.round(people * (0.48 + random.next() * 0.04));
  const isCounted = !random.chance(0.06);
  return {
    iso3166_1: iso,
    iso3166_2: `${iso}-${state.slice(-5, -3).toUpperCase()}`,
    fips,
    latitude,
    longitude,
    state,
    county,
    total_population: people,
    total_male_population: isCounted ? male : null,
    total_female_population: isCounted ? people - male : null,
    country_region: country,
  };
}
