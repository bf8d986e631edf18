using System.IO.MemoryMappedFiles;

namespace MultimodalEmbeddings.Fuzz.Running;

/// <summary>What a worker says about itself in memory that outlives it: the input it reads, and counts for each kind.</summary>
internal sealed class WorkerBoard : IDisposable
{
    private const int Capacity = 1 << 14;
    private const int Header = 16;

    private static readonly int Counts = Enum.GetValues<Count>().Length;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    /// <param name="path">Made where it does not exist.</param>
    public WorkerBoard(string path)
    {
        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        _file = MemoryMappedFile.CreateFromFile(
            stream, mapName: null, Capacity, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
        _view = _file.CreateViewAccessor();
    }

    /// <summary>What is counted of each kind.</summary>
    public enum Count
    {
        Inputs,
        Accepted,
        Refused,
        Ticks,
        LongestTicks,
    }

    /// <summary>The input that is being read; −1 − i while input i is being made, long.MinValue before the first.</summary>
    public long Current
    {
        get => _view.ReadInt64(0);
        set => _view.Write(0, value);
    }

    /// <summary>Whether the worker came to its end.</summary>
    public bool IsDone
    {
        get => _view.ReadInt64(8) == 1;
        set => _view.Write(8, value ? 1L : 0);
    }

    public long Read(int kind, Count count) => _view.ReadInt64(Offset(kind, count));

    public void Add(int kind, Count count, long value) => _view.Write(Offset(kind, count), Read(kind, count) + value);

    public void Raise(int kind, Count count, long value) =>
        _view.Write(Offset(kind, count), Math.Max(value, Read(kind, count)));

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }

    private static int Offset(int kind, Count count) => Header + (sizeof(long) * ((kind * Counts) + (int)count));
}
