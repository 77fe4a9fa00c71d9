"""What a student works with: answers on disk, the session of an exercise, its widget."""
