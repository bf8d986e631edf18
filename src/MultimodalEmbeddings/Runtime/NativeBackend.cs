using System.Runtime.InteropServices;
using System.Runtime.Loader;
using TorchSharp;

namespace MultimodalEmbeddings.Runtime;

/// <summary>Loads libtorch, once per process and before the first call into TorchSharp.</summary>
/// <remarks>
/// The library references TorchSharp's managed assembly only; an application adds the native backend of its platform. Looking
/// before
/// TorchSharp does gives an absent backend a clear error, and spares the application TorchSharp's fallback, which copies
/// hundreds of megabytes.
/// </remarks>
internal static class NativeBackend
{
    private static readonly Lazy<NativeBackendException?> Failure = new(Load);

    /// <exception cref="NativeBackendException">
    /// No backend is there, or it does not load; the message says what to add.
    /// </exception>
    public static void EnsureLoaded()
    {
        if (Failure.Value is { } failure)
        {
            throw new NativeBackendException(failure.Message, failure); // a new one, so that its stack is the caller's
        }
    }

    private static NativeBackendException? Load()
    {
        var torchSharp = typeof(torch).Assembly;
        if (OperatingSystem.IsLinux() && AssemblyLoadContext.GetLoadContext(torchSharp) is { } context)
        {
            context.ResolvingUnmanagedDll += OlderLibstdcxx.Resolve;
        }

        try
        {
            NativeLibrary.Load("torch_cpu", torchSharp, searchPath: null);
            NativeLibrary.Load("LibTorchSharp", torchSharp, searchPath: null);
            torch.InitializeDeviceType(DeviceType.CPU);
            return null;
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException or NotSupportedException
            or TypeInitializationException)
        {
            return new NativeBackendException(Advice(exception), exception);
        }
    }

    private static string Advice(Exception cause) =>
        $"The native libraries of libtorch could not be loaded on {RuntimeInformation.RuntimeIdentifier}. MultimodalEmbeddings " +
        "leaves the choice of a backend to the application: add a package reference to libtorch-cpu-linux-x64 2.10.0 (Linux x64 " +
        "only) or TorchSharp-cpu 0.107.0 (Linux x64, Windows x64 and arm64, macOS arm64). " +
        "If it is referenced, see that the temporary folder, the user's folder for application data, or the application's own " +
        $"can be written to and may hold code: older Linux distributions need a copy there. What the loader said: {cause.Message}";
}
