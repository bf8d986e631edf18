namespace MultimodalEmbeddings.Fuzz.Running;

/// <summary>What no input may bring about.</summary>
internal enum Fault
{
    /// <summary>An exception that the kind's documentation does not name.</summary>
    Untyped,

    /// <summary>The process ended.</summary>
    Abort,

    /// <summary>It took too long.</summary>
    Hang,

    /// <summary>It took too much memory.</summary>
    Memory,

    /// <summary>It wrote a file.</summary>
    File,

    /// <summary>A file that the program made, undamaged, is not read.</summary>
    Seed,
}
