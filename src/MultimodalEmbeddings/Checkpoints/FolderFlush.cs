using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MultimodalEmbeddings.Checkpoints;

/// <summary>Brings the names in a folder to the disk, as <see cref="FileStream.Flush(bool)"/> does a file's content.</summary>
/// <remarks>A rename is atomic but not lasting: without this a power cut can undo it. Windows keeps names in a journal.</remarks>
internal static partial class FolderFlush
{
    private const int ReadOnly = 0;

    /// <summary>Makes a folder, with those above it, whose names last.</summary>
    /// <exception cref="IOException">It cannot be made, or the disk did not take it.</exception>
    public static void Create(string folder)
    {
        if (!Directory.Exists(folder) && Directory.GetParent(Path.TrimEndingDirectorySeparator(folder)) is { } parent)
        {
            Create(parent.FullName);
            Directory.CreateDirectory(folder);
            ToDisk(parent.FullName);
        }
    }

    /// <exception cref="IOException">The disk did not take it.</exception>
    public static void ToDisk(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var handle = Open(folder, ReadOnly); // File.OpenHandle refuses folders
        if (handle.IsInvalid)
        {
            throw new IOException($"The folder {folder} could not be opened: {Marshal.GetLastPInvokeErrorMessage()}.");
        }

        RandomAccess.FlushToDisk(handle);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);
}
