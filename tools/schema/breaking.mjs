import { diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';

/**
 * The breaking changes between two schemas that the changelog does not name: each needs a line under "### Breaking" of
 * "## Unreleased" with the path of the type or field, such as `Query.runs`.
 * @param {string} before @param {string} after @param {string} changelog
 * @returns {Promise<string[]>}
 */
export async function findUnannouncedBreaks(before, after, changelog) {
  const announced = breakingSection(changelog);
  const changes = await diff(buildSchema(before), buildSchema(after));
  return changes
    .filter(({ criticality, path }) => criticality.level === 'BREAKING' && !announced.includes(`\`${path ?? ''}\``))
    .map(({ path, message }) => `${path}: ${message}`);
}

/** @param {string} changelog */
function breakingSection(changelog) {
  const unreleased = changelog.split(/^## /m).find((section) => section.startsWith('Unreleased')) ?? '';
  return unreleased.split(/^### /m).find((section) => section.startsWith('Breaking')) ?? '';
}
