using System.Globalization;
using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Training;

/// <summary>The folder of one checkpoint. It has its name only when all of its files are on the disk.</summary>
/// <param name="Path">Its place.</param>
/// <param name="Step">Steps that the run had done.</param>
internal sealed record CheckpointFolder(string Path, int Step)
{
    private const string Prefix = "step-";
    private const string Unfinished = ".tmp";

    public static CheckpointFolder Of(string directory, int step) =>
        new(System.IO.Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{step:D8}")), step);

    /// <summary>The folders whose writing was finished.</summary>
    public static IReadOnlyList<CheckpointFolder> NewestFirst(string directory) =>
    [
        .. Directory.EnumerateDirectories(directory, Prefix + "*")
            .Where(path => int.TryParse(System.IO.Path.GetFileName(path).AsSpan(Prefix.Length), NumberStyles.None, null, out _))
            .Select(path => new CheckpointFolder(
                path, int.Parse(System.IO.Path.GetFileName(path).AsSpan(Prefix.Length), NumberStyles.None, null)))
            .OrderByDescending(folder => folder.Step),
    ];

    /// <summary>Removes what an interrupted process left half written, or half removed.</summary>
    public static void DiscardUnfinished(string directory)
    {
        foreach (var path in Directory.EnumerateDirectories(directory, Prefix + "*" + Unfinished))
        {
            Directory.Delete(path, recursive: true);
        }
    }

    /// <summary>Removes old checkpoints, and newer ones, which are damaged: the run had gone on from one before them.</summary>
    /// <param name="directory">Holds the checkpoints.</param>
    /// <param name="newest">The step of the newest to keep.</param>
    /// <param name="count">How many to keep.</param>
    public static void RemoveAllBut(string directory, int newest, int count)
    {
        var folders = NewestFirst(directory);
        var kept = folders.Where(folder => folder.Step <= newest).Take(count);
        foreach (var folder in folders.Except(kept))
        {
            folder.Remove();
        }
    }

    /// <summary>Fills a folder beside this one, which takes this one's place when all of it has reached the disk.</summary>
    /// <param name="fill">Writes the files into the folder that it is given.</param>
    public void Write(Action<string> fill)
    {
        var temporary = Path + Unfinished;
        try
        {
            Directory.CreateDirectory(temporary);
            fill(temporary);
            FolderFlush.ToDisk(temporary);
            Remove(); // of the same step, if damaged
            Directory.Move(temporary, Path);
            FolderFlush.ToDisk(System.IO.Path.GetDirectoryName(Path)!);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            TryDiscard(temporary);
            throw;
        }
    }

    /// <summary>Takes the name away first: whatever bears it is whole.</summary>
    private void Remove()
    {
        if (Directory.Exists(Path))
        {
            var removed = Path + ".removed" + Unfinished;
            Directory.Move(Path, removed);
            Directory.Delete(removed, recursive: true);
        }
    }

    /// <summary>Gives the room back; where even that fails, the next run does it.</summary>
    private static void TryDiscard(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What kept the folder from being written is what is to be said.
        }
    }
}
