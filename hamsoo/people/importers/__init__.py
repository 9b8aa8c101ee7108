"""Taking people over from elsewhere: files (CSV, Excel) and directories go one way, `people.PeopleImporter`.

`tables` reads rows of text, `fields` knows columns, `cells` makes values, `planning` and `managers` compare the whole with the record,
`people` stages and applies it through `kernel.imports`, `uploads` is what the administration's pages do.
"""
