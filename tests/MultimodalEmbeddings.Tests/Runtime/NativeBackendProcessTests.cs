using System.Runtime.InteropServices;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Runtime;

/// <summary>What a fresh process does with the native backend in places that differ.</summary>
[Trait(Category.Name, Category.Unit)]
public class NativeBackendProcessTests
{
    private static readonly Lazy<float[]> Expected = new(() => HostProgram.Run(Create(HostProgram.Folder)).Embedding());

    [Fact]
    public void Processes_that_start_at_once_give_the_same_embedding()
    {
        var processes = Enumerable.Range(0, 8).Select(_ => HostProgram.Start(HostProgram.Command(HostProgram.Folder, "create", "wait"))).ToArray();
        Array.ForEach(processes, process => Assert.Equal("ready", process.StandardOutput.ReadLine()));
        Array.ForEach(processes, process => process.StandardInput.WriteLine());

        var embeddings = processes.Select(HostProgram.Finish).Select(run => run.Embedding()).ToArray();

        Assert.All(embeddings, embedding => Assert.Equal(Expected.Value, embedding));
        Array.ForEach(processes, process => process.Dispose());
    }

    [Fact]
    public void Threads_that_make_the_first_call_at_once_give_the_same_embedding() =>
        Assert.Equal(Expected.Value, HostProgram.Run(HostProgram.Command(HostProgram.Folder, "threads")).Embedding());

    [Fact]
    public void Nothing_is_left_behind()
    {
        using var temporary = new TemporaryFolder();
        var before = Files(HostProgram.Folder);

        var run = HostProgram.Run(Create(HostProgram.Folder), Environment(temporary.FullName, temporary.FullName));

        Assert.Equal(Expected.Value, run.Embedding());
        Assert.Empty(Directory.EnumerateFileSystemEntries(temporary.FullName));
        Assert.Equal(before, Files(HostProgram.Folder));
    }

    [Fact]
    public void The_application_folder_may_be_read_only()
    {
        var command = MountNamespace.See(HostProgram.Folder, MountNamespace.ReadOnly, Create(HostProgram.Folder));

        Assert.Equal(Expected.Value, HostProgram.Run(command).Embedding());
    }

    [Fact]
    public void The_temporary_folder_may_be_absent()
    {
        Assert.SkipUnless(RuntimeInformation.IsOSPlatform(OSPlatform.Linux), "Only on Linux is a copy made.");
        using var data = new TemporaryFolder();

        var run = HostProgram.Run(Create(HostProgram.Folder), Environment("/dev/null/nothing", data.FullName));

        Assert.Equal(Expected.Value, run.Embedding());
        Assert.Empty(Directory.EnumerateFileSystemEntries(data.FullName));
    }

    [Fact]
    public void A_temporary_folder_that_is_absent_is_not_made()
    {
        using var data = new TemporaryFolder();
        var absent = data.File("absent");

        HostProgram.Run(Create(HostProgram.Folder), Environment(absent, data.FullName)).Embedding();

        Assert.False(Directory.Exists(absent));
    }

    [Theory]
    [InlineData(MountNamespace.ReadOnly)]
    [InlineData(MountNamespace.NoCode)]
    public void The_temporary_folder_may_forbid_what_a_library_needs(string mount)
    {
        using var temporary = new TemporaryFolder();
        using var data = new TemporaryFolder();
        var command = MountNamespace.See(temporary.FullName, mount, Create(HostProgram.Folder));

        var run = HostProgram.Run(command, Environment(temporary.FullName, data.FullName));

        Assert.Equal(Expected.Value, run.Embedding());
        Assert.Empty(Directory.EnumerateFileSystemEntries(data.FullName));
    }

    [Fact]
    public void Without_a_place_for_the_copy_the_error_is_typed()
    {
        Assert.SkipUnless(RuntimeInformation.IsOSPlatform(OSPlatform.Linux), "Only on Linux is a copy made.");
        var original = Path.Combine(HostProgram.Folder, "runtimes", "linux-x64", "native", "libLibTorchSharp.so");
        Assert.SkipWhen(NativeLibrary.TryLoad(original, out _), "This system's libstdc++ is new enough: no copy is made.");
        using var nowhere = new TemporaryFolder();
        var inner = MountNamespace.See(HostProgram.Folder, MountNamespace.ReadOnly, Create(HostProgram.Folder));
        var command = MountNamespace.See(nowhere.FullName, MountNamespace.NoCode, inner);

        var run = HostProgram.Run(command, Environment(nowhere.FullName, nowhere.FullName));

        Assert.Equal(HostRun.NoBackend, run.ExitCode);
        Assert.False(Directory.Exists(Path.Combine(HostProgram.Folder, "cpu")));
    }

    [Fact]
    public void Without_a_backend_the_error_names_the_package_and_nothing_is_copied()
    {
        using var application = new TemporaryFolder();
        CopyWithoutBackend(application);
        var before = Files(application.FullName);
        var run = HostProgram.Run(Create(application.FullName));

        Assert.Equal(HostRun.NoBackend, run.ExitCode);
        Assert.Contains("TorchSharp-cpu", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, Files(application.FullName));
    }

    [Fact]
    public void Without_a_backend_a_model_is_loaded_and_encodes()
    {
        using var application = new TemporaryFolder();
        using var model = new TemporaryFolder();
        CopyWithoutBackend(application);
        HostProgram.Run(HostProgram.Command(HostProgram.Folder, "save", model.FullName)).Embedding();

        var run = HostProgram.Run(HostProgram.Command(application.FullName, "load", model.FullName));

        Assert.Equal(Expected.Value, run.Embedding());
    }

    [Fact]
    public void Loading_a_directory_may_be_the_first_call_of_a_process()
    {
        using var model = new TemporaryFolder();
        HostProgram.Run(HostProgram.Command(HostProgram.Folder, "save", model.FullName)).Embedding();

        Assert.Equal(Expected.Value, HostProgram.Run(HostProgram.Command(HostProgram.Folder, "load", model.FullName)).Embedding());
    }

    [Fact]
    public void Training_works_in_a_fresh_process_and_changes_the_embedding()
    {
        var trained = HostProgram.Run(HostProgram.Command(HostProgram.Folder, "train")).Embedding();

        Assert.All(trained, value => Assert.True(float.IsFinite(value)));
        Assert.NotEqual(Expected.Value, trained);
    }

    private static void CopyWithoutBackend(TemporaryFolder application)
    {
        foreach (var file in Directory.GetFiles(HostProgram.Folder).Where(file => !file.EndsWith(".deps.json", StringComparison.Ordinal)))
        {
            File.Copy(file, application.File(Path.GetFileName(file)));
        }
    }

    private static string[] Create(string folder) => HostProgram.Command(folder, "create");

    private static Dictionary<string, string> Environment(string temporary, string data) =>
        new() { ["TMPDIR"] = temporary, ["XDG_DATA_HOME"] = data };

    private static string[] Files(string folder) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
