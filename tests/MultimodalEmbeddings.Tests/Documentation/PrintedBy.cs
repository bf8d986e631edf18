namespace MultimodalEmbeddings.Tests.Documentation;

/// <summary>Runs a snippet as an application would: in a folder of its choice, its output caught.</summary>
/// <remarks>Folder and console are the process's, so tests that call this run alone.</remarks>
internal static class PrintedBy
{
    /// <returns>What it wrote to the console, without white space at the end.</returns>
    public static string Run(string folder, Action snippet)
    {
        var (console, directory) = (Console.Out, Directory.GetCurrentDirectory());
        using var output = new StringWriter { NewLine = "\n" };
        try
        {
            Console.SetOut(output);
            Directory.SetCurrentDirectory(folder);
            snippet();
        }
        finally
        {
            Directory.SetCurrentDirectory(directory);
            Console.SetOut(console);
        }

        return output.ToString().TrimEnd();
    }
}
