"""The study of interpolation: its parts in one place."""

from latlas.studies.interpolation.claims import claims
from latlas.studies.interpolation.model_table import model_table
from latlas.studies.interpolation.page import page
from latlas.studies.interpolation.pictures import pictures
from latlas.studies.interpolation.search import search_log
from latlas.studies.interpolation.tasks import conditions, run_task, tasks
from latlas.studies.study import Study

STUDY = Study(
    name="interpolation",
    summary="AEAI beside AE, β-VAE, AAE, ACAI, GAIA and AMR on the same networks and images (spec 1)",
    tasks=tasks,
    run=run_task,
    conditions=conditions,
    claims=claims,
    pictures=pictures,
    page=page,
    model_table=model_table,
    search_log=search_log,
)
"""The study."""
