using System.Runtime.InteropServices;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Runtime;

/// <summary>Linux processes that see some folders otherwise than all others do; file modes alone would not bind root.</summary>
internal static class MountNamespace
{
    /// <summary>Shell words that make the folder $0 read-only.</summary>
    public const string ReadOnly = "mount --bind \"$0\" \"$0\" && mount -o remount,bind,ro \"$0\"";

    /// <summary>Shell words that put an empty folder in place of $0 whose files can be written but not mapped as code.</summary>
    public const string NoCode = "mount -t tmpfs -o noexec tmpfs \"$0\"";

    /// <summary>A command line whose process sees a folder so; the test is skipped where the system does not allow it.</summary>
    public static string[] See(string folder, string mount, string[] command)
    {
        Assert.SkipUnless(RuntimeInformation.IsOSPlatform(OSPlatform.Linux), "Mount namespaces are Linux's.");
        using var probed = new TemporaryFolder();
        foreach (string[] options in (string[][])[["--mount"], ["--map-root-user", "--mount"]])
        {
            string[] unshare = ["unshare", .. options, "sh", "-c", mount + " && exec \"$@\""];
            if (Works([.. unshare, probed.FullName, "true"]))
            {
                return [.. unshare, folder, .. command];
            }
        }

        Assert.Skip("This user may not mount folders in a namespace of its own (unshare --mount).");
        return [];
    }

    private static bool Works(string[] command)
    {
        try
        {
            return HostProgram.Run(command).ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // no such command
        }
    }
}
