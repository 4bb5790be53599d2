"""What `make` needs beside the program: nothing here is part of the wheel."""
