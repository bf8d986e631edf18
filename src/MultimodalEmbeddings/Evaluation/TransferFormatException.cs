namespace MultimodalEmbeddings.Evaluation;

/// <summary>A file of a transfer task is not what its format says.</summary>
public sealed class TransferFormatException : FormatException
{
    internal TransferFormatException(string path, int line, string expected, string found)
        : base($"{path}, line {line}: expected {expected}, found {found}.")
    {
        Path = path;
        Line = line;
        Expected = expected;
        Found = found;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The line, counted from 1.</summary>
    public int Line { get; }

    /// <summary>What should stand there.</summary>
    public string Expected { get; }

    /// <summary>What stands there.</summary>
    public string Found { get; }
}
