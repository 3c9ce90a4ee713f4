"""Records to where the user wants them: `destination` opens standard output, a file or a folder; `writers` put records there."""
