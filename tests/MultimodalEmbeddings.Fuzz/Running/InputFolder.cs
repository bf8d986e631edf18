using MultimodalEmbeddings.Fuzz.Kinds;
using MultimodalEmbeddings.Fuzz.Seeds;

namespace MultimodalEmbeddings.Fuzz.Running;

/// <summary>
/// A worker's own folder: the input's files some folders deep, the working directory beside them, and around them files of
/// weights that are not the input's. Whatever else appears was written by a reader.
/// </summary>
internal sealed class InputFolder
{
    private const string Decoy = "decoy.safetensors";

    private readonly string[] _decoys;
    private readonly string _root;
    private readonly string _working;

    public InputFolder(string root)
    {
        _root = root;
        _working = Path.Combine(root, "working");
        FullName = Path.Combine(root, "outer", "inner", "input");
        string[] around = [Path.Combine(root, "outer"), Path.Combine(root, "outer", "inner"), _working];
        _decoys = [.. around.Select(folder => Path.Combine(folder, Decoy))];
        Directory.CreateDirectory(_working);
        Directory.CreateDirectory(FullName);
        var decoy = TinyWeights.FilledWith(WeightReader.Decoy);
        Array.ForEach(_decoys, path => File.WriteAllBytes(path, decoy));
        Directory.SetCurrentDirectory(_working);
    }

    /// <summary>The folder that readers are given.</summary>
    public string FullName { get; }

    /// <summary>Replaces what is there by the files of an input.</summary>
    public void Write(IReadOnlyDictionary<string, byte[]> files)
    {
        if (Directory.Exists(FullName))
        {
            Directory.Delete(FullName, recursive: true);
        }

        foreach (var (name, content) in files)
        {
            var path = Path.Combine(FullName, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content);
        }
    }

    /// <summary>The files that nobody but a reader can have written, which are deleted.</summary>
    public IReadOnlyList<string> TakeStrangers(IReadOnlyDictionary<string, byte[]> files)
    {
        string[] strangers =
        [
            .. Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories).Where(path => !IsExpected(path, files)),
        ];
        Array.ForEach(strangers, File.Delete);
        return strangers;
    }

    private bool IsExpected(string path, IReadOnlyDictionary<string, byte[]> files) =>
        _decoys.Contains(path) || path.StartsWith(FullName + Path.DirectorySeparatorChar, StringComparison.Ordinal)
        && files.ContainsKey(path[(FullName.Length + 1)..].Replace('\\', '/'));
}
