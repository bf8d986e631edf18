namespace Quickstart;

/// <summary>One line of the terminal, written over and over; where output goes to a file, only what is worth keeping.</summary>
internal static class StatusLine
{
    private static int _shown;

    /// <summary>Shows what is going on; the next call writes over it.</summary>
    public static void Show(string text)
    {
        if (!Console.IsOutputRedirected)
        {
            Console.Write($"\r{text.PadRight(_shown)}");
            _shown = text.Length;
        }
    }

    /// <summary>Writes a line that stays, over what was shown.</summary>
    public static void Keep(string text)
    {
        Show("");
        Console.WriteLine(Console.IsOutputRedirected ? text : $"\r{text}");
        _shown = 0;
    }
}
