namespace MultimodalEmbeddings.Tests.Export;

/// <summary>The command lines of all kinds, as a list and as a program.</summary>
internal static class CheckScript
{
    private const string Head =
        """
        #!/bin/sh
        # Usage: check.sh [CHECK_EXPORT.py]. Runs every check; exits with 1 where one of them fails.
        script=$(realpath "${1:-check_export.py}")
        cd "$(dirname "$0")" || exit 2
        status=0
        python() {
            printf '%-55s %-32s ' "$2" "$8"
            shift
            command python "$script" "$@" || status=1
        }

        """;

    public static void Write(string output, IReadOnlyList<string> commands)
    {
        var lines = string.Concat(commands.Select(command => command + "\n"));
        File.WriteAllText(Path.Combine(output, "commands.txt"), lines);
        File.WriteAllText(Path.Combine(output, "check.sh"), Head.ReplaceLineEndings("\n") + lines + "exit $status\n");
    }
}
