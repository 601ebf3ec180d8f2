import { type Ui, warningTag, wrapLines } from '@weft/runner';

/** How a deprecation begins: with its name, without it, or as any other warning. */
type Head = 'named' | 'unnamed' | 'warning';

/** dbt's codes and heads; what is not here begins with its name. */
const DEPRECATIONS: Readonly<Record<string, readonly [code: string, head: Head]>> = {
  PackageRedirectDeprecation: ['D001', 'unnamed'],
  PackageInstallPathDeprecation: ['D002', 'unnamed'],
  ConfigSourcePathDeprecation: ['D003', 'unnamed'],
  ConfigDataPathDeprecation: ['D004', 'unnamed'],
  ExposureNameDeprecation: ['D007', 'unnamed'],
  EnvironmentVariableRenamed: ['D009', 'unnamed'],
  ConfigLogPathDeprecation: ['D010', 'unnamed'],
  ConfigTargetPathDeprecation: ['D011', 'unnamed'],
  ProjectFlagsMovedDeprecation: ['D013', 'unnamed'],
  SpacesInResourceNameDeprecation: ['D014', 'warning'],
  ResourceNamesWithSpacesDeprecation: ['D015', 'warning'],
  PackageMaterializationOverrideDeprecation: ['D016', 'warning'],
  MFTimespineWithoutYamlConfigurationDeprecation: ['D018', 'warning'],
  MFCumulativeTypeParamsDeprecation: ['D019', 'warning'],
  MicrobatchMacroOutsideOfBatchesDeprecation: ['D020', 'warning'],
  UnexpectedJinjaBlockDeprecation: ['D023', 'named'],
  DuplicateYAMLKeysDeprecation: ['D024', 'named'],
  DeprecationsSummary: ['D028', 'named'],
  CustomOutputPathInSourceFreshnessDeprecation: ['D029', 'named'],
  PropertyMovedToConfigDeprecation: ['D030', 'named'],
  WEOIncludeExcludeDeprecation: ['D031', 'named'],
  ModelParamUsageDeprecation: ['D032', 'unnamed'],
  ModulesItertoolsUsageDeprecation: ['D034', 'unnamed'],
  SourceOverrideDeprecation: ['D035', 'unnamed'],
  EnvironmentVariableNamespaceDeprecation: ['D036', 'unnamed'],
  ArgumentsPropertyInGenericTestDeprecation: ['D038', 'named'],
  MissingArgumentsPropertyInGenericTestDeprecation: ['D039', 'named'],
  DuplicateNameDistinctNodeTypesDeprecation: ['D040', 'unnamed'],
};

/** A deprecation's code and its words; the flag require_event_names_in_deprecations names all of them. */
export function describeDeprecation(ui: Ui, name: string, message: string, areNamed: boolean): { code: string; words: string } {
  const [code, usual] = DEPRECATIONS[name] ?? ['D000', 'named' as const];
  return { code, words: wrapLines(ui, begin(ui, name, message, areNamed ? 'named' : usual)) };
}

function begin(ui: Ui, name: string, message: string, head: Head): string {
  if (head === 'warning') return warningTag(ui, message);
  return warningTag(ui, `Deprecated functionality\n\n${message}`, head === 'named' ? name : undefined);
}
