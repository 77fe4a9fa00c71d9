"""The one file that a student gives to the teacher."""
