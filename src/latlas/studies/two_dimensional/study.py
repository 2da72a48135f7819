"""The study of two dimensions: its parts in one place."""

from latlas.studies.study import Study
from latlas.studies.two_dimensional.claims import claims
from latlas.studies.two_dimensional.extractors import prepare
from latlas.studies.two_dimensional.model_table import model_table
from latlas.studies.two_dimensional.page import page
from latlas.studies.two_dimensional.pictures import pictures
from latlas.studies.two_dimensional.search import search_log
from latlas.studies.two_dimensional.tasks import conditions, run_task, tasks

STUDY = Study(
    name="two-dimensional",
    summary="VAEs that get to two latents stage by stage beside projections of a wide one (spec 3.1 to 3.3)",
    tasks=tasks,
    run=run_task,
    conditions=conditions,
    claims=claims,
    pictures=pictures,
    page=page,
    model_table=model_table,
    search_log=search_log,
    prepare=prepare,
)
"""The study."""
