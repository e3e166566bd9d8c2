"""Loads every document of a folder as compliance-trestle does, and runs its validators on each.

Arguments: the folder. Prints one JSON object: file name to null, or to what is wrong with it.
"""

import json
import pathlib
import sys

from trestle.core.validator_factory import validator_factory
from trestle.oscal.assessment_plan import AssessmentPlan
from trestle.oscal.assessment_results import AssessmentResults
from trestle.oscal.catalog import Catalog
from trestle.oscal.component import ComponentDefinition
from trestle.oscal.mapping import MappingCollection
from trestle.oscal.poam import PlanOfActionAndMilestones
from trestle.oscal.profile import Profile

MODELS = {
    "catalog": Catalog,
    "profile": Profile,
    "component-definition": ComponentDefinition,
    "assessment-plan": AssessmentPlan,
    "assessment-results": AssessmentResults,
    "plan-of-action-and-milestones": PlanOfActionAndMilestones,
    "mapping-collection": MappingCollection,
}


def problem(path: pathlib.Path) -> "str | None":
    try:
        key = next(iter(json.loads(path.read_text(encoding="utf8"))))
        model = MODELS[key].oscal_read(path)
        if model is None:
            return "trestle reads nothing"
        refusing = [
            type(validator).__name__
            for validator in validator_factory.get_all()
            if not validator.model_is_valid(model, True, path.parent)
        ]
        return f"refused by {', '.join(refusing)}" if refusing else None
    except Exception as error:  # whatever trestle throws is the answer
        return f"{type(error).__name__}: {error}"[:2000]


folder = pathlib.Path(sys.argv[1])
print(json.dumps({path.name: problem(path) for path in sorted(folder.glob("*.json"))}))
