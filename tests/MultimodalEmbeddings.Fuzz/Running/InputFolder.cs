namespace MultimodalEmbeddings.Fuzz.Running;

/// <summary>
/// A worker's own folder: the input's files some folders deep, the working directory beside them. Whatever else appears in it was
/// written by a reader.
/// </summary>
internal sealed class InputFolder
{
    private const string Decoy = "decoy.safetensors";

    private readonly string _root;
    private readonly string _working;

    public InputFolder(string root)
    {
        _root = root;
        _working = Path.Combine(root, "working");
        FullName = Path.Combine(root, "outer", "inner", "input");
        Directory.CreateDirectory(_working);
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
            .. Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories).Where(path => !IsInput(path, files)),
        ];
        Array.ForEach(strangers, File.Delete);
        return strangers;
    }

    private bool IsInput(string path, IReadOnlyDictionary<string, byte[]> files) =>
        path.StartsWith(FullName + Path.DirectorySeparatorChar, StringComparison.Ordinal)
        && files.ContainsKey(path[(FullName.Length + 1)..].Replace('\\', '/'));
}
