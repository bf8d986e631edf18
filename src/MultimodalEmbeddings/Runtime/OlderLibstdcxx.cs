using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace MultimodalEmbeddings.Runtime;

/// <summary>Lets TorchSharp's native library load where libstdc++ is older than the one it was linked with.</summary>
/// <remarks>
/// TorchSharp 0.107.0 asks for GLIBCXX_3.4.32 (GCC 13.2), which Debian 12, Ubuntu 22.04 and RHEL 9 lack, for the sake of one
/// symbol that
/// nothing refers to. A copy that marks this need as weak loads. The runtime asks here only after its own search has failed,
/// so newer
/// distributions load the library as it is. The copy lives in a folder of its own and is unlinked once it is mapped: nothing is
/// left behind, the application's folder may be read-only, and processes that start together cannot meet.
/// </remarks>
[SupportedOSPlatform("linux")]
internal static class OlderLibstdcxx
{
    private const string Library = "LibTorchSharp";
    private const string FileName = "libLibTorchSharp.so";

    // The copy cannot find these beside itself; loaded before, they are found by name.
    private static readonly string[] Dependencies = ["libc10.so", "libtorch_cpu.so", "libtorch.so"];

    /// <summary>Answers <see cref="System.Runtime.Loader.AssemblyLoadContext.ResolvingUnmanagedDll"/>.</summary>
    public static nint Resolve(Assembly assembly, string name)
    {
        if (name != Library || Find(assembly) is not { } original)
        {
            return 0;
        }

        var image = File.ReadAllBytes(original);
        return ElfVersionNeeds.TryWeaken(image, "GLIBCXX_3.4.32", "_ZSt21ios_base_library_initv") ? LoadCopy(original, image) : 0;
    }

    /// <summary>The library among the folders that the runtime searches itself, or null.</summary>
    private static string? Find(Assembly assembly)
    {
        var searched = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        string[] folders =
        [
            .. searched.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
            AppContext.BaseDirectory,
            Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native"),
        ];
        return folders.Select(folder => Path.Combine(folder, FileName)).FirstOrDefault(File.Exists);
    }

    private static nint LoadCopy(string original, byte[] image)
    {
        foreach (var dependency in Dependencies)
        {
            NativeLibrary.TryLoad(Path.Combine(Path.GetDirectoryName(original)!, dependency), out _);
        }

        return Places().Select(place => TryLoadFrom(place, image)).FirstOrDefault(handle => handle != 0);
    }

    /// <summary>Folders to try in turn: one may be absent, read-only, or forbid to map code.</summary>
    private static IEnumerable<string> Places()
    {
        string[] places =
        [
            Path.GetTempPath(),
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), // "" for a user without a home
            AppContext.BaseDirectory,
        ];
        return places.Where(Directory.Exists);
    }

    private static nint TryLoadFrom(string place, byte[] image)
    {
        try
        {
            // Only its owner can enter it, so nobody else can put another library in the copy's place.
            var folder = Directory.CreateDirectory(
                Path.Combine(place, $"multimodal-embeddings-{Guid.NewGuid():N}"),
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            try
            {
                var copy = Path.Combine(folder.FullName, FileName);
                File.WriteAllBytes(copy, image);
                return NativeLibrary.TryLoad(copy, out var handle) ? handle : 0;
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
