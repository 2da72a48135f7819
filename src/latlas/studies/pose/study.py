"""The study of pose: its parts in one place."""

from latlas.studies.pose.claims import claims
from latlas.studies.pose.model_table import model_table
from latlas.studies.pose.page import page
from latlas.studies.pose.pictures import pictures
from latlas.studies.pose.search import search_log
from latlas.studies.pose.tasks import conditions, run_task, tasks
from latlas.studies.study import Study

STUDY = Study(
    name="pose",
    summary="VAEs with spatial transformers beside the VAE: what z says, what the pose says (spec 2)",
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
