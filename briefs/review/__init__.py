"""What holds content to account: nothing here is needed to build."""
