"""What lies in the folder of a lesson that nobody reads, and what a table lacks that readers need."""

from geo_lesson.common.errors import Place, Problem
from geo_lesson.content import messages as content_messages
from geo_lesson.content.folder import TABLES, misnamed_files
from geo_lesson.teacher.check import messages

# In every language; and by themselves.
_SEEN = {"claims.csv": ("label",), "sources.csv": ("name",), "places.csv": ("name",)}
_ALONE = {"record.csv": ("url", "wording_language")}


def misnamed(folder, known):
    """A problem for each file of an exercise that is passed over for its ending; not where it stands in for another."""
    for path in sorted(folder.glob("*")):
        if path.suffix != ".yaml" and path.suffix.lower() in (".yml", ".yaml") and path.stem not in known:
            fix = content_messages.RENAME_FILE.fill(name=f"{path.stem.lower()}.yaml")
            yield Problem(Place(path), messages.EXERCISE_ENDING, fix)


def unread(inventory):
    """A hint for each column that readers need, and for each table of another program or copy beside one."""
    languages = inventory.config.languages
    for name in TABLES:
        document = inventory.content.documents.get(name)
        for column in _missing(name, document.value[0], languages) if document and document.value else ():
            said = messages.COLUMN_NEEDED.fill(key=column)
            fix = content_messages.ADD_COLUMN.fill(key=column)
            yield Problem(Place(document.path, 1), said, fix, hint=True)
        if document and (other := next(misnamed_files(document.path), None)):
            said = messages.FILE_BESIDE_TABLE.fill(other=other.name, name=name)
            yield Problem(Place(other), said, messages.SAVE_AS_TABLE_AND_DELETE.fill(name=name), hint=True)


def _missing(name, row, languages):
    """The columns that are not there: names and labels, addresses, and what only the other language has."""
    yield from (column for column in _ALONE.get(name, ()) if column not in row)
    for column in TABLES[name].model_fields:
        stem, _, of = column.rpartition("_")
        if of in languages and column not in row:
            others = [f"{stem}_{other}" for other in languages if other != of]
            if stem in _SEEN.get(name, ()) or any(other in row for other in others):
                yield column
