"""The command line: parse, call one workflow function, print. stdout is data, stderr is narration."""
