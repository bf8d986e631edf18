namespace MultimodalEmbeddings.Runtime;

/// <summary>The native libraries of libtorch are absent or cannot be loaded; the message names the package to add.</summary>
public sealed class NativeBackendException : Exception
{
    /// <summary>An exception without further word.</summary>
    public NativeBackendException()
    {
    }

    /// <summary>An exception with its message.</summary>
    public NativeBackendException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with its message and cause.</summary>
    public NativeBackendException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
