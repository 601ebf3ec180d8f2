"""validate_artifacts.py TARGET NAME...: reads each artifact with dbt's own classes; prints `ok NAME` or `bad NAME: why`."""
import sys
from pathlib import Path

from dbt.artifacts.schemas.catalog import CatalogArtifact
from dbt.artifacts.schemas.freshness import FreshnessExecutionResultArtifact
from dbt.artifacts.schemas.manifest import WritableManifest
from dbt.artifacts.schemas.run import RunResultsArtifact
from dbt.contracts.graph.manifest import Manifest

CLASSES = {
    "manifest.json": WritableManifest,
    "run_results.json": RunResultsArtifact,
    "catalog.json": CatalogArtifact,
    "sources.json": FreshnessExecutionResultArtifact,
}

target = Path(sys.argv[1])
for name in sys.argv[2:]:
    try:
        read = CLASSES[name].read_and_check_versions(str(target / name))
        if name == "manifest.json":
            Manifest.from_writable_manifest(read)
        print(f"ok {name}")
    except Exception as error:  # whatever dbt's classes raise is an answer
        print(f"bad {name}: {type(error).__name__}: {str(error)[:400]}")
