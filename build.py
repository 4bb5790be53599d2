from briefs.cli import main

if __name__ == "__main__":  # the worker processes import this file
    main()
