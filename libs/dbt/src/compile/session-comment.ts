import { type Callable, toJson, toText } from '@weft/jinja';
import { checkComment, type QueryComment } from '../adapter/query-comment.js';
import { EMULATED_VERSION } from '../context/members/member-tables.js';
import { defineInline } from '../context/inline-macro.js';
import type { ManifestNode } from '../manifest/v12/index.js';
import type { RunScopes } from './run-scopes.js';

/** dbt's own comment, or the project's: text or Jinja, as the body of a macro of `connection_name` and `node`. */
export async function queryComment(scopes: RunScopes, name: string, node: ManifestNode | null): Promise<QueryComment | null> {
  const { project } = scopes.world;
  const settings = project.queryComment;
  const append = settings?.append ?? false;
  if (settings?.comment === undefined) return { text: defaultComment(scopes, name, node), append };
  if (settings.comment === null || settings.comment === '') return null;
  const text = await render(scopes, settings.comment, name, node);
  checkComment(text);
  return { text, append };
}

function defaultComment({ world }: RunScopes, name: string, node: ManifestNode | null): string {
  const { name: target, profileName } = world.project.target;
  const whose = node ? { node_id: node.unique_id } : { connection_name: name };
  return toJson({ app: 'dbt', dbt_version: EMULATED_VERSION, profile_name: profileName, target_name: target, ...whose });
}

async function render(scopes: RunScopes, source: string, name: string, node: ManifestNode | null): Promise<string> {
  const macro = defineInline('query_comment_macro', '(connection_name, node)', source);
  const { scope } = scopes.macro(macro, null);
  const bound = scope.macro(macro) as Callable;
  return toText(await bound.body([name, node as unknown], new Map()));
}
