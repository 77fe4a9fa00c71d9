"""What every part of the library uses: languages, errors, fields of file models, HTML."""
