export {
  type ListedRelation,
  type SqlAnswer,
  type SqlCatalog,
  type SqlColumn,
  type SqlConnection,
  type SqlConnections,
  SqlError,
  type SqlOptions,
  type SqlRoute,
  type SqlValue,
} from './adapter/sql-connection.port.js';
export { isReservedHeader } from './adapter/node-route.js';
export { type RelationParts, renderRelation } from './adapter/render-relation.js';
export { DBT_VERSION } from './project/dbt-version.js';
/** dbt's manifest.json as it is, version 12. */
export type * as V12 from './manifest/v12/index.js';
export { type Manifest, type ManifestDoc, type ManifestMacro, type ManifestMetadata } from './manifest/manifest.js';
export {
  type ManifestColumn,
  type ManifestNode,
  type NodeConfig,
  type ModelNode,
  type TestNode,
} from './manifest/manifest-node.js';
export { type ManifestSource } from './manifest/manifest-source.js';
export { type ParsedProject, parseProject, readConfiguration } from './parse/parse-project.js';
export { loadYamlText } from './schema/yaml/yaml-schema.js';
export { findModelDeprecations } from './parse/deprecated-models.js';
export { type RuntimeProject } from './parse/runtime-project.js';
export { type DbtProject } from './project/dbt-project.types.js';
export { varsOf } from './project/vars-of.js';
export { type ParseOptions } from './parse/parse-options.js';
export { InMemoryProjectFiles, type ProjectFiles } from './project/project-files.port.js';
export { type ResourceTypeFlags, selectableTypes, type SelectableTypes, type SelectingVerb } from './select/resource-types.js';
export { type Selected, type Selection, selectNodes } from './select/select-nodes.js';
export { selectorsOf } from './select/selectors/project-selectors.js';
export { NO_SELECTORS, readSelectors, SELECTORS_FILE } from './select/selectors/read-selectors.js';
export { type NamedSelector, type Selectors } from './select/selectors/selectors.type.js';
export { INDIRECT_SELECTIONS, type IndirectSelection } from './select/spec/selection-spec.js';
export { type FreshnessResults, type SelectionState } from './select/state/selection-state.type.js';
export { type Environment, type ProjectSettings, type Target, type Vars } from './project/project-settings.js';
export {
  type AdapterObject,
  type AdapterResponse,
  type Batch,
  type CodeWriter,
  type CompileOptions,
  type ExecutionEvent,
  type ExecutionOptions,
  type FreshnessAnswer,
  type MacroCall,
  type LoadedResult,
  type MaterializationResult,
  type MaterializeOptions,
  type NodeSession,
  type RelationFace,
  type RunFlags,
  type TableFace,
  type TemplateContext,
  type TimeWindow,
} from './compile/execution.type.js';
export {
  type DispatchSettings,
  type QueryCommentSettings,
  type QuotingSettings,
  type TemplatePackage,
  type TemplateProject,
  type TemplateTarget,
} from './context/template-project.type.js';
export { PyDateTime } from './context/python/py-date-time.js';
export { nearestHint } from './nearest-hint.js';
export { DbtError, type DbtErrorKind, type DbtDiagnostic, eventOfCode, headingOf, headOf } from './problems.js';
export {
  configContext,
  type ConfigContextOptions,
  ParseContexts,
  type ParseNotes,
  ProjectParseContexts,
} from './context/parse-contexts.js';
export { Execution, type SchemaName } from './compile/execution.js';
export { type UnitTestAnswer } from './compile/unit-test-runs.js';
export { buildSemanticManifest } from './schema/semantic/semantic-manifest.js';
export { INLINE_PLACE } from './parse/sql-nodes.js';
export { UnitInputError, UnitRunError } from './compile/unit-test.errors.js';
export { dbtError, type DbtErrorHead, DbtTemplateError, macroPlacesOf } from './context/context.errors.js';
export { BEHAVIOUR_FLAGS } from './project/behaviour-flags.js';
export { type ParseCacheStore } from './cache/parse-cache.port.js';
export { takeManifestText } from './cache/stored-manifest.js';
export { type DepsEvents, type TellDeps } from './deps/deps-event.type.js';
export {
  type FetchedPackage,
  type GitRequest,
  type PackageSource,
  type PackageStore,
  type TarballRequest,
} from './deps/package-source.port.js';
export { type AddedPackage, parseAddedPackage } from './deps/task/add-package.js';
export { type DepsOptions, runDeps } from './deps/task/run-deps.js';
export { type FactsOptions, type PackageFacts, readPackageFacts } from './deps/task/read-package-facts.js';
export { DEPENDENCIES_FILE, type DeclaredProject, readDeclaredProjects } from './publication/declared-projects.js';
export { type FoundProject, KnownProjects, type OtherProjects } from './publication/other-projects.port.js';
export { type Publication, type PublishedModel } from './publication/publication.js';
export { publishManifest } from './publication/publish-manifest.js';
export { type PublishOptions, publishProject } from './publication/publish-project.js';
